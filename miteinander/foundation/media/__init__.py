"""Images with alternative text, credit and consent; documents, private unless somebody says otherwise.

Owns: the image, rendition and document models and how they are served. Refuses: where they are used.
"""
