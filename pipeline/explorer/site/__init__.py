"""The explorer as files: the same pages of documents, bodies, divisions and findings for any web server.

It begins at the first page and follows what pages link to, as far as that is among what was chosen. Nothing
is asked of a server: what needs one (search, SQL, downloads) is no link, and forms are hidden.
"""
