/**
 * A client of the US3 object API that knows nothing of Camel. {@link
 * io.github.camelus3.client.Us3Client} makes one HTTP request a call; uploads of many parts are in
 * {@code io.github.camelus3.transfer}. Read {@code Us3Client} first, then {@code Us3Http}.
 *
 * <ul>
 *   <li>Doors: {@code Us3Client}, {@code Us3ClientBuilder} with {@code HttpSettings}, {@code
 *       Us3Listing}, {@code Us3ObjectProperties}, {@code Us3Links}, {@code Us3Buckets}
 *   <li>Exceptions: the sealed family of {@link io.github.camelus3.client.Us3Exception}, which is
 *       why this package is large
 *   <li>Values: requests, results and options, such as {@code PutObjectRequest}, {@code
 *       ObjectInfo}, {@code ServiceHost}, {@code RetryOptions}
 *   <li>Calls: {@code ApiRequest}, {@code Us3Http}, {@code Retries}; {@code PutFile}, {@code
 *       PartUpload} and {@code FinishUpload} with what is done about lost responses
 *   <li>Responses: {@code HttpResponse}, {@code ErrorResponse}, {@code ErrorMapper}, {@code
 *       Settler}, {@code StoredObjectCheck}
 *   <li>Rooms: {@code .source} for what is uploaded, {@code .http} for its way to the socket
 * </ul>
 */
package io.github.camelus3.client;
