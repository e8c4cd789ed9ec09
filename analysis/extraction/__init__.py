"""From a document to rows: numbers, goals, reported values, units. Knows what a target is, nothing of files or figures.

quantities          every number of a text: value, bounds, unit, operator, place
    quantity, number_patterns, number_joins, numerals    record; what a number looks like; two that are one; its value
    number_tails                                         what follows a number: its unit, 以上, 左右
    units, unit_values, bounds                           units of measure; those that change the value; bounding words
    mended                                               numbers that a repair has touched
ledger              what became of every number, by these rules:
    disposition, unit_rules, chinese_counts              its neighbours; its unit; counts in Chinese characters
targets             goals and reported values in running text:
    target                                               the record
    clauses, sentence, lexicon, readings                 the sentence, its words, its numbers one by one
    indicators, naming, counted, topics                  what a number measures
    measures, periods, roles, reasons                    how, for when, past or future, why not a row
    headline, concepts                                   goals without a figure; headline concepts
indicator_tables    tables of indicators, flattened or a row a line:
    table_cells, table_columns, table_rows, table_names, table_evidence
responsibilities, departments    the units that a task names, and which department each means
review              a researcher's corrections laid over the rows
"""
