"""Random numbers of our own, the same in plain and in compiled form: xoroshiro64** on two words of 32 bits.

Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators (2021). Every product is cut to its low 32 bits, so that a compiled
multiplication that overflows 64 bits and Python's that does not give the same.
"""

from milepost.engine.working_time.arithmetic import Row

WORD = 0xFFFFFFFF


def seed_words(seed: int) -> list[int]:
    """The state for a seed of any size, mixed as in SplitMix64 (Steele, Lea and Flood 2014); never all zero."""
    z = (seed + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    z ^= z >> 31
    return [z & WORD, (z >> 32) | 1]


def below(dice: Row, limit: int) -> int:
    """A whole number from 0 to limit - 1; moves the state on. 1 <= limit < 2**31."""
    a = dice[0]
    b = dice[1]
    x = (a * 0x9E3779BB) & WORD
    x = ((x << 5) | (x >> 27)) & WORD
    x = (x * 5) & WORD
    b ^= a
    dice[0] = (((a << 26) | (a >> 6)) ^ b ^ (b << 9)) & WORD
    dice[1] = ((b << 13) | (b >> 19)) & WORD
    return (x * limit) >> 32
