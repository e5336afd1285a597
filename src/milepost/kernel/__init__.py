"""What every entity gets once: operations, access, journal, inputs. No word of the business stands here."""
