"""`--records`: what open work will take by what such work took before; run, findings, and its part of each output."""
