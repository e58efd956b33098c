"""Routes that are looked at only for addresses below their root, each answering every method it is asked by."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from directory_api.body_limit import limited

Reply = Callable[[Request], Awaitable[Response]]


class StandardRoute(Route):
    """An address that any page may ask: it answers OPTIONS and HEAD too, and refuses a large body."""

    def __init__(self, path: str, reply: Reply, methods: Sequence[str]) -> None:
        allowed = ", ".join([*methods, "HEAD", "OPTIONS"])

        async def answer(request: Request) -> Response:
            return _preflight(allowed) if request.method == "OPTIONS" else await reply(limited(request))

        async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
            await (await answer(Request(scope, receive, send)))(scope, receive, send)

        super().__init__(path, answer, methods=[*methods, "HEAD", "OPTIONS"])
        self.allowed = frozenset(self.methods or ())
        self.app = asgi  # what goes wrong is drawn once for all, by the handlers around every route

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether the address is this one, and name the route for the log."""
        match, found = super().matches(scope)
        return match, {**found, "route": self}


class RoutesBelow:
    """All routes of a root, as an application of its own."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.routes = routes
        self._router = Router(routes)
        plain = (one for one in routes if isinstance(one, StandardRoute) and not one.param_convertors)
        self._by_path = {route.path: route for route in plain}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Most are for a path that has nothing to be filled in."""
        route = self._by_path.get(scope["path"])
        if route is not None and scope["method"] in route.allowed:
            scope["route"] = route
            await route.app(scope, receive, send)
        else:
            await self._router(scope, receive, send)


class FeedsFirst:
    """Hands what lies below a root to its feed, and leaves everything else to the rest of the service.

    Passing through all of the service, and finding a route as FastAPI does, takes longer than many an answer.
    """

    def __init__(self, app: ASGIApp, feeds: Mapping[str, ASGIApp]) -> None:
        self.app = app
        self._feeds = feeds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"] if scope["type"] == "http" else ""
        for root, feed in self._feeds.items():
            if is_under(path, root):
                await feed(scope, receive, send)
                return
        await self.app(scope, receive, send)


def is_under(path: str, root: str) -> bool:
    """Whether an address is the root or lies below it."""
    return path.startswith(root) and path[len(root) : len(root) + 1] in ("", "/")


def _preflight(allowed: str) -> Response:
    """Let any page ask: nothing here is secret and nobody is known by a cookie."""
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": "*",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=headers)
