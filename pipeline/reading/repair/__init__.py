"""Numbers of scanned pages: identities choose among what a recogniser read.

A recogniser gives a string and, asked again, several with probabilities. What is improbable, what does not
fit its column, and what stands in an identity that fails is looked at a second time (`second_look`). Of what
may stand there (`options`) the one change is accepted that makes failing identities hold, makes none fail
that held, and has no rival of about the same cost (`changes`). Nothing is invented: what no reading supports
stays as it was read and is doubtful. Codes and labels are repaired by the lists of patterns/ (`wording`), and
so are headers, titles (`headings`) and what is too much or lacks in labels (`labels`).
"""

from pipeline.reading.repair.mending import Work, mend
from pipeline.reading.repair.second_look import SecondLook

__all__ = ["SecondLook", "Work", "mend"]
