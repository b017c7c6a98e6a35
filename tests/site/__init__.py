"""The documentation as a site: `python -m tests.site` builds it; its reference is made from the code."""
