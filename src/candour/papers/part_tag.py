"""The tag {% part "PROVISION" %} ... {% endpart %}: marks what the law says a letter must contain."""

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token

register = Library()
RENDERED = "parts_rendered"


class PartNode(Node):
    def __init__(self, provision: str, nodelist: NodeList) -> None:
        self.provision = provision
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        content = str(self.nodelist.render(context))
        if content.strip():
            context[RENDERED].add(self.provision)
        return content


@register.tag("part")
def part(parser: Parser, token: Token) -> PartNode:
    words = list(token.split_contents())
    if len(words) != 2 or words[1][0] != '"':
        raise TemplateSyntaxError(
            'A part names its provision in quotes: {% part "regulation 33(2)(a)(i)" %}.'
        )
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(words[1].strip('"'), nodelist)
