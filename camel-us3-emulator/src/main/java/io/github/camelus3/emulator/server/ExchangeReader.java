package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.RawHead;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.rules.BucketHosts;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Converts Undertow's exchange to a request. Undertow reads one char per byte; this decodes UTF-8.
 */
final class ExchangeReader {
  private static final AttachmentKey<Long> CONNECTION_ID = AttachmentKey.create(Long.class);
  private static final AttachmentKey<byte[]> HEAD = AttachmentKey.create(byte[].class);

  private final ConnectionCounters counters;

  ExchangeReader(ConnectionCounters counters) {
    this.counters = counters;
  }

  /** Records the head's bytes. Must be called before the body is read. */
  void headIsRead(HttpServerExchange exchange) {
    if (exchange.getConnection() instanceof AbstractServerConnection connection
        && connection.getOriginalSourceConduit() instanceof HeadTap tap) {
      exchange.putAttachment(HEAD, tap.take());
      exchange.addExchangeCompleteListener(
          (completed, next) -> {
            tap.next();
            next.proceed();
          });
    }
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
        BucketHosts.nameIn(host),
        PercentCoding.decodePath(path.startsWith("/") ? path.substring(1) : path),
        QueryParameters.parse(rawQuery),
        headers,
        contentLength(headers),
        UUID.randomUUID().toString(),
        connectionId(exchange),
        exchange.getConnection().getPeerAddress(InetSocketAddress.class).getPort());
  }

  /** The recorded fields if they match those that Undertow has parsed, else Undertow's. */
  private static HeaderFields headers(HttpServerExchange exchange) {
    List<HeaderFields.Field> parsed = parsed(exchange);
    byte[] head = exchange.getAttachment(HEAD);
    List<HeaderFields.Field> sent = head == null ? List.of() : RawHead.fields(head);
    return new HeaderFields(folded(sent).equals(folded(parsed)) ? sent : parsed);
  }

  private static Map<String, List<String>> folded(List<HeaderFields.Field> fields) {
    Map<String, List<String>> values = new HashMap<>();
    for (HeaderFields.Field field : fields) {
      values
          .computeIfAbsent(Ascii.lowerCase(field.name()), name -> new ArrayList<>())
          .add(RawHead.folded(field.value()));
    }
    return values;
  }

  private static List<HeaderFields.Field> parsed(HttpServerExchange exchange) {
    List<HeaderFields.Field> fields = new ArrayList<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      String name = values.getHeaderName().toString();
      for (String value : values) {
        fields.add(new HeaderFields.Field(name, Ascii.utf8FromBytes(value)));
      }
    }
    return fields;
  }

  private static long contentLength(HeaderFields headers) {
    if (headers.has("Transfer-Encoding")) {
      return -1;
    }
    String length = headers.first("Content-Length");
    return length.isEmpty() ? 0 : Long.parseLong(length); // Undertow has validated it
  }

  /** A client that uses the emulator as a proxy sends {@code http://host/path}. */
  private static String pathOf(String absoluteTarget) {
    int slash = absoluteTarget.indexOf('/', absoluteTarget.indexOf("//") + 2);
    return slash < 0 ? "/" : absoluteTarget.substring(slash);
  }

  private static String authorityOf(String absoluteTarget) {
    int start = absoluteTarget.indexOf("//") + 2;
    int slash = absoluteTarget.indexOf('/', start);
    return absoluteTarget.substring(start, slash < 0 ? absoluteTarget.length() : slash);
  }

  /** Requests of one connection are sequential, so this cannot race. */
  private long connectionId(HttpServerExchange exchange) {
    Long known = exchange.getConnection().getAttachment(CONNECTION_ID);
    if (known != null) {
      return known;
    }
    long id = counters.connectionOpened();
    exchange.getConnection().putAttachment(CONNECTION_ID, id);
    exchange.getConnection().addCloseListener(closed -> counters.connectionClosed());
    return id;
  }
}
