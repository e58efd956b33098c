"""The way in and out of Rasa: the website's channel, its reply, its conversation store and its silence in the logs."""
