"""The request of somebody who is signed in, as views of this project take it."""

from django.http import HttpRequest

from candour.accounts.models import User


class SignedInRequest(HttpRequest):
    """Behind the middleware that lets nobody else through: `user` is one of ours. For type checking only."""

    user: User
