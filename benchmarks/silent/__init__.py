"""Drawn disclosures whose tables used to be lost without a word: continued, cut, turned, invisibly ruled."""
