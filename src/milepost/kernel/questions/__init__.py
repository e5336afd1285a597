"""Questions: what is asked of the house beyond lists, written once and offered at every door like an operation."""

from milepost.kernel.questions.ask import Given, ask
from milepost.kernel.questions.asker import asker
from milepost.kernel.questions.question import Across, Answer, Question, question, question_named, questions

__all__ = ["Across", "Answer", "Given", "Question", "ask", "asker", "question", "question_named", "questions"]
