"""Running an installation: the demo and its year, web and worker as supervised children, the doctor.

Owns: what happens between a command typed in a terminal and a page that answers.
Refuses: anything a visitor sees; council records (the demo year writes them through `programme_files`).
Public modules: `demo`, `serving`, `supervisor`, `checks`, `sign_ins`. Those a terminal waits for import no Django.
"""
