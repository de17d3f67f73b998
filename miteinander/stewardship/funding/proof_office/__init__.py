"""The pages of proofs of use in the office."""
