"""From documents to counts, rates and likeness. Knows words, nothing of targets.

tables              all tables about words, from the documents of a corpus
body, segmentation, words, counting    what is counted; jieba's algorithm; terms; a document counted once
themes, theme_tables                   where the themes' words stand; how often, with intervals and ranks
keyness, dispersion, intervals         what sets a text apart; how evenly; how sure
selections, concordance                any documents against any others; words where they stand
similarity, topics                     how alike texts are; topics, for exploring
reuse, origins      passages that documents share; where each sentence comes from
    signs, seeds, chains, passages, alignment, differences
robustness, grid    does a finding depend on a choice that nobody meant to make?
"""
