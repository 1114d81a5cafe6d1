package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Request;

/** Finds the call of a request by method, path, query flags and headers. */
public final class Router {
  private Router() {}

  /** The call of a request; {@code UNKNOWN} for none. */
  public static Us3Api route(Request request) {
    return switch (request.method()) {
      case "GET" -> request.key().isEmpty() ? getBucket(request) : getObject(request.query());
      case "HEAD" -> request.key().isEmpty() ? Us3Api.UNKNOWN : Us3Api.HEAD_FILE;
      case "POST" -> post(request);
      case "PUT" -> request.key().isEmpty() ? Us3Api.UNKNOWN : put(request);
      case "DELETE" -> request.key().isEmpty() ? Us3Api.UNKNOWN : delete(request.query());
      case "OPTIONS" -> Us3Api.CORS_PREFLIGHT;
      default -> Us3Api.UNKNOWN;
    };
  }

  private static Us3Api getBucket(Request request) {
    QueryParameters query = request.query();
    if (query.has("Action")) {
      return Us3Api.BUCKET_API;
    }
    if (query.has("listobjects")) {
      return Us3Api.LIST_OBJECTS;
    }
    if (query.has("list")) {
      return Us3Api.PREFIX_FILE_LIST;
    }
    if (query.has("muploadpart")) {
      return Us3Api.LIST_PARTS;
    }
    return query.has("muploadid") ? Us3Api.LIST_MULTIPART_UPLOADS : Us3Api.UNKNOWN;
  }

  private static Us3Api getObject(QueryParameters query) {
    if (query.has("tagging")) {
      return Us3Api.GET_TAGGING;
    }
    return query.has("acl") ? Us3Api.GET_ACL : Us3Api.GET_FILE;
  }

  private static Us3Api post(Request request) {
    QueryParameters query = request.query();
    if (request.key().equals("uploadhit") && query.has("Hash")) {
      return Us3Api.UPLOAD_HIT;
    }
    if (!request.key().isEmpty() && query.has("uploads")) {
      return Us3Api.INITIATE_MULTIPART_UPLOAD;
    }
    if (!request.key().isEmpty() && query.has("uploadId")) {
      return Us3Api.FINISH_MULTIPART_UPLOAD;
    }
    if (!request.key().isEmpty() && query.has("opmeta")) {
      return Us3Api.OP_META;
    }
    String type = Ascii.lowerCase(request.headers().first("Content-Type"));
    if (type.startsWith("multipart/form-data")) {
      return Us3Api.POST_FILE;
    }
    return request.key().isEmpty() ? Us3Api.BUCKET_API : Us3Api.UNKNOWN;
  }

  private static Us3Api put(Request request) {
    QueryParameters query = request.query();
    boolean fromObject = request.headers().has("X-Ufile-Copy-Source");
    if (query.has("uploadId") && query.has("partNumber")) {
      return fromObject ? Us3Api.UPLOAD_PART_COPY : Us3Api.UPLOAD_PART;
    }
    if (query.has("restore")) {
      return Us3Api.RESTORE;
    }
    if (query.has("storageClass")) {
      return Us3Api.CLASS_SWITCH;
    }
    if (query.has("tagging")) {
      return Us3Api.PUT_TAGGING;
    }
    if (query.has("acl")) {
      return Us3Api.PUT_ACL;
    }
    if (query.has("newFileName")) {
      return Us3Api.RENAME;
    }
    if (query.has("append")) {
      return Us3Api.APPEND;
    }
    return fromObject ? Us3Api.COPY : Us3Api.PUT_FILE;
  }

  private static Us3Api delete(QueryParameters query) {
    if (query.has("uploadId")) {
      return Us3Api.ABORT_MULTIPART_UPLOAD;
    }
    return query.has("tagging") ? Us3Api.DELETE_TAGGING : Us3Api.DELETE_FILE;
  }
}
