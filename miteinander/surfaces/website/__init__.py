"""The public pages that join rooms: home, concept, tile pages, legal pages, errors.

Owns: how rooms stand together on one page. Refuses: any record of its own.
"""
