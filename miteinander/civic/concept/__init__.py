"""The red thread: concept, its cross-cutting tasks and fields of action, measures, goals and activities.

Owns: why something is done. Refuses: when and where it is done.
"""
