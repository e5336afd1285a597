"""The demonstration house: invented people and clients with a history, made by operations; the same for a seed and a day."""
