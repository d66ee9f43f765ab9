"""Official documents (公文): a template filled from the record becomes a document, which is set as PDF or as Word.

Reading order: `document` (what a paper consists of), `filling` (template and record → text), `markup` (text → document),
`pdf` and `word` (document → bytes). How it looks is in `layout`.
"""
