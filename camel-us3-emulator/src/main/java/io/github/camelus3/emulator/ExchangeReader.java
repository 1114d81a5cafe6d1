package io.github.camelus3.emulator;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Undertow's exchange to our request. Undertow reads one char per byte; here they become UTF-8. */
final class ExchangeReader {
  private static final AttachmentKey<Long> CONNECTION_ID = AttachmentKey.create(Long.class);

  private final Traffic traffic;

  ExchangeReader(Traffic traffic) {
    this.traffic = traffic;
  }

  Request read(HttpServerExchange exchange) {
    String rawPath = Ascii.utf8FromBytes(exchange.getRequestURI());
    String rawQuery = Ascii.utf8FromBytes(exchange.getQueryString());
    HeaderFields headers = headers(exchange);
    String path = exchange.isHostIncludedInRequestURI() ? pathOf(rawPath) : rawPath;
    String host =
        exchange.isHostIncludedInRequestURI() ? authorityOf(rawPath) : headers.first("Host");
    return new Request(
        exchange.getRequestMethod().toString(),
        rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery,
        Hosts.nameIn(host),
        PercentCoding.decodePath(path.startsWith("/") ? path.substring(1) : path),
        QueryParameters.parse(rawQuery),
        headers,
        contentLength(headers),
        connectionId(exchange),
        exchange.getConnection().getPeerAddress(InetSocketAddress.class).getPort());
  }

  private static HeaderFields headers(HttpServerExchange exchange) {
    List<HeaderFields.Field> fields = new ArrayList<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      String name = values.getHeaderName().toString();
      for (String value : values) {
        fields.add(new HeaderFields.Field(name, Ascii.utf8FromBytes(value)));
      }
    }
    return new HeaderFields(fields);
  }

  private static long contentLength(HeaderFields headers) {
    if (headers.has("Transfer-Encoding")) {
      return -1;
    }
    String length = headers.first("Content-Length");
    return length.isEmpty() ? 0 : Long.parseLong(length); // the server has checked it
  }

  /** A client that takes us for a proxy sends {@code http://host/path}. */
  private static String pathOf(String absoluteTarget) {
    int slash = absoluteTarget.indexOf('/', absoluteTarget.indexOf("//") + 2);
    return slash < 0 ? "/" : absoluteTarget.substring(slash);
  }

  private static String authorityOf(String absoluteTarget) {
    int start = absoluteTarget.indexOf("//") + 2;
    int slash = absoluteTarget.indexOf('/', start);
    return absoluteTarget.substring(start, slash < 0 ? absoluteTarget.length() : slash);
  }

  /** Requests of one connection come one after the other, so there is no race here. */
  private long connectionId(HttpServerExchange exchange) {
    Long known = exchange.getConnection().getAttachment(CONNECTION_ID);
    if (known != null) {
      return known;
    }
    long id = traffic.connectionOpened();
    exchange.getConnection().putAttachment(CONNECTION_ID, id);
    exchange.getConnection().addCloseListener(closed -> traffic.connectionClosed());
    return id;
  }
}
