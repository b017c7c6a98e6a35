"""Checks across documents, made when datasets are published (patterns/across.toml).

Which documents belong together is known then (`pipeline.publishing.disclosures`): `pairs` finds them,
`comparison` compares each pair by its rule of `rules`, `judgement` says whether two figures agree, and
`check_rows` and `revisions` are what is published of it. A figure is the same figure in both documents by
`pipeline.figures.printings.same_figure`; amounts agree within their decimals.
"""
