"""What every page has in common.

Owns: the page shell, the identity of the installation, components, tokens, pictograms, the mosaic, web fonts, and the
registries of navigation entries and home-page tiles. Refuses: what a page is about.
Public modules: `models`, `navigation`, `tiles`, `mosaic`, `pictograms`, `shell`.
"""
