"""The layout engine of the newspaper: plain data in, pages on a baseline grid out.

Pass 1 (`measuring`) asks Typst how many lines texts take, once per text and geometry; Python (`flowing`, `articles`,
`pages`) places them; pass 2 (`setting`) lets Typst draw what is already placed. Knows no models.
"""
