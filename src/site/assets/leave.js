// The form was just filled in by the person and signed by us: there is nothing more to ask.
document.getElementById('leaving').submit()
