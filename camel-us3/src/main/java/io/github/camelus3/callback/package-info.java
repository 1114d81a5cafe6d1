/**
 * Put policies and the callbacks that US3 sends for them. No Camel class is used here.
 *
 * <ul>
 *   <li>Sending: {@link io.github.camelus3.callback.PutPolicy} is the policy. {@code PolicyRules}
 *       validates it, {@code PolicyText} changes one member of its JSON text, and {@link
 *       io.github.camelus3.callback.DefaultCallback} is the body of a policy without one.
 *   <li>Receiving: {@link io.github.camelus3.callback.Callback} parses a request, {@code
 *       QueryFields} its query or form. {@link io.github.camelus3.callback.CallbackObject} is the
 *       object that the fields describe.
 *   <li>Trust: {@link io.github.camelus3.callback.CallbackTokens} issues and verifies tokens,
 *       {@link io.github.camelus3.callback.CallbackVerifier} checks a whole callback.
 * </ul>
 *
 * <p>Uses {@code client} (exceptions and URL checks) and Jackson. Read {@code PutPolicy} first.
 */
package io.github.camelus3.callback;
