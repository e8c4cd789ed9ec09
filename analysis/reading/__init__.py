"""From a file to a document: its text, its outline, its tasks and its damage. Knows layout, nothing of targets.

corpus              which documents there are, whether they are unchanged, their bytes as text
document            the records that leave this room
metadata            what the text says of itself: title, number, issuer, dates
outline             all sections, found by these in turn:
    layout              what is no part of the body: page furniture, the covering letter, contents
    body, headings      the body's lines, and what opens them
    numbered, openings  headings with a number; phrases that head a paragraph
    boxes, nesting      where a box ends; where a section ends and which holds it
responsibility_lines, tasks    which units answer for a task; the numbered tasks
repairs             damaged places, found by these, or listed by hand:
    damaged_numbers, damaged_signs, damaged_lines, wrapped_lines
"""
