/**
 * The US3 client, free of Camel. {@link io.github.camelus3.client.Us3Client} has one method for
 * each API; a call may take several requests, because of retries. {@code
 * io.github.camelus3.transfer} uploads objects of many parts with it. Read {@code Us3Client} first,
 * then {@code PutFile} and {@code Us3Http}.
 *
 * <p>Uses {@code .source}, {@code .http}, {@code io.github.camelus3.sign}, OkHttp and Jackson.
 * OkHttp appears in no public signature.
 *
 * <ul>
 *   <li>Entry points: {@code Us3Client}, {@code Us3ClientBuilder} with {@code HttpSettings}, {@code
 *       Us3Listing}, {@code Us3ObjectProperties}, {@code Us3Links}, {@code Us3Buckets}
 *   <li>Exceptions: the sealed family of {@link io.github.camelus3.client.Us3Exception}, which must
 *       share one package and makes this one large
 *   <li>Values: requests, results and options, such as {@code PutObjectRequest}, {@code
 *       ObjectSummary}, {@code ServiceHost}, {@code RetryOptions}; {@code ETags} and {@code
 *       ETagDigest} compute ETags
 *   <li>Calls: {@code PutFile}, {@code PartUpload} and {@code FinishUpload} with their recovery
 *       after lost responses; {@code MultipartApi} and {@code PartListing}
 *   <li>Sending: {@code ApiRequest} is signed and sent by {@code Us3Http}; {@code Retries} retries
 *       it after its {@code Recovery}; {@code Transport} holds the HTTP clients
 *   <li>Responses: {@code HttpResponse} with {@code JsonSummary}; {@code ErrorMapper} turns an
 *       {@code ErrorResponse} into an exception; {@code StoredObjectCheck} compares a stored object
 *       with the sent one
 *   <li>Checks: {@code Arguments} of keys, buckets and headers; {@code ContentMd5}; {@code
 *       HttpUrls}
 * </ul>
 *
 * <p>Sub-packages: {@code .source} for the bytes of uploads, {@code .http} for their way to the
 * socket.
 */
package io.github.camelus3.client;
