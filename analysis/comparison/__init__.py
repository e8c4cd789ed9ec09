"""From rows of many documents to rows about them, and the sentences that say what they show; nothing here draws.

corpus      which documents there are, and what is missing
goals       headline goals side by side
trust       how right the rows are
words       themes and words that mark a document, with the ways to count in which they do
lexicon     what these counts rest on: the dictionary, the themes' words, words in their context
likeness    how alike documents are in their words, and the topics of their sections
sharing     where sentences come from, what was copied, where only a number changed
"""
