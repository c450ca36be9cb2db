"""Pages that stand in place of an article are told, in any language, and short articles are not taken for one."""

import pytest

from filrouge.ingest.boilerplate.no_article import is_no_article

PAGES = {
    "French error": (
        "Page introuvable",
        "La page que vous recherchez n’existe pas ou a été déplacée. Revenez à l’accueil.",
    ),
    "German error": (None, "Die angeforderte Seite wurde nicht gefunden.\nBitte prüfen Sie die Adresse."),
    "Spanish error": ("Error 404", "La página que buscas no existe. Puedes usar el buscador o volver a la portada."),
    "Russian error": (None, "Страница, которую вы ищете, не найдена.\nВернитесь на главную."),
    "Chinese error": (None, "抱歉，您访问的页面不存在或已删除。"),
    "Arabic error": (None, "الصفحة التي تبحث عنها غير موجودة."),
    "server error": (
        "503 Service Unavailable",
        "The server is temporarily unable to service your request. Please try again.",
    ),
    "German maintenance": (
        "Wir sind gleich zurück",
        "Wegen Wartungsarbeiten ist unsere Seite derzeit nicht erreichbar. Bitte versuchen Sie es später erneut.",
    ),
    "Spanish refusal": ("Acceso denegado", "No tiene permiso para acceder a este servidor."),
    "too many": ("Too many requests", "Please slow down."),
    "checked browser": (
        "Checking your browser before accessing post.example",
        "This process is automatic. Your browser will redirect to your requested content shortly.",
    ),
    "domain": (
        "post.example is for sale",
        "The domain post.example may be for sale by its owner. Buy this domain today.",
    ),
    "server error without a title": (None, "502 Bad Gateway\nnginx/1.18.0"),
    "refusal": ("Access Denied", "You don't have permission to access this resource.\nReference #18.2f1"),
    "region": (
        None,
        "We're sorry, this content is not available in your region.\nThank you for your interest in our paper.",
    ),
    "robots": (None, "Please verify you are a human. Press and hold the button. Ray ID: 8a1"),
    "French robots": (None, "Vérifiez que vous n’êtes pas un robot. Activez JavaScript pour continuer."),
    "script": ("Harbour Post", "You need to enable JavaScript to run this app."),
    "French consent": (
        "Vos choix",
        (
            "Avec votre accord, nos 214 partenaires et nous utilisons des cookies ou technologies similaires"
            " pour stocker des"
            " informations sur votre appareil. Vous pouvez retirer votre consentement à tout moment."
        ),
    ),
    "German consent": (
        None,
        (
            "Mit Werbung weiterlesen. Wir und unsere 150 Partner verwenden Cookies, um Informationen auf Ihrem Gerät zu"
            " speichern. Sie können Ihre Einwilligung jederzeit widerrufen."
        ),
    ),
    "Italian consent": (None, "Noi e i nostri partner utilizziamo cookie. Accetta tutti i cookie per continuare."),
    "sign-in": ("Log in", "Email address\nPassword\nForgot your password?\nDon't have an account? Sign up to continue"),
    "pay wall": (
        None,
        "This article is for subscribers only. Subscribe to continue reading. Already a subscriber? Log in.",
    ),
    "Spanish pay wall": (None, "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo."),
    "Turkish pay wall": (None, "Bu içerik abonelere özeldir.\nDevamını okumak için abone olun."),
    "database": (None, "We are sorry but there is an error in this document and it is not possible to display it."),
}
ARTICLES = {
    "a court and a site": (
        "Court orders portal to restore pages",
        (
            "A court in Upper Marlow ordered the island's portal on Monday to restore pages that had been"
            " removed. Readers had"
            " seen a note that the page was not found. The portal said it would appeal."
        ),
    ),
    "a law on cookies": (
        "Parliament votes on cookies",
        (
            "Parliament voted on Tuesday on a bill about cookies on the web. Sites would have to ask once a"
            " year. The trade"
            " association called the bill a burden, and consumer groups welcomed it. The upper house votes in June."
        ),
    ),
    "a blackout": (
        "Website down",
        "The ministry's website was down for three hours on Friday after an attack, officials said.",
    ),
    "a French brief": (
        "Le bac à l’arrêt",
        "Le bac de Marlow est à l’arrêt depuis lundi. La mairie cherche une solution.",
    ),
    "people shut out": (
        "Reporters denied access",
        (
            "Three reporters were denied access to the harbour on Sunday. The guard told them that they needed"
            " a permit from the"
            " board, which nobody had heard of before."
        ),
    ),
    "works on the line": (
        "Ferry line in maintenance",
        "Wegen Wartungsarbeiten fährt die Fähre am Montag nicht. Die Stadt Marlow setzt Busse ein.",
    ),
    "a sale": (
        "Lighthouse is for sale",
        "The lighthouse of Marlow is for sale. The board asks for a million and a new roof.",
    ),
    "a report with a banner": (
        "Quay widened",
        (
            "The harbour board decided on Monday that the old quay would be widened by four metres, after two"
            " winters in which"
            " the ferry could not berth there in a swell. Work begins in May. We use cookies."
        ),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_in_place_of_an_article_is_told(name):
    assert is_no_article(*PAGES[name])


@pytest.mark.parametrize("name", ARTICLES)
def test_a_short_article_is_one(name):
    assert not is_no_article(*ARTICLES[name])


def test_a_long_text_is_never_one():
    assert not is_no_article("404 Not Found", "The page you are looking for does not exist. " * 60)
