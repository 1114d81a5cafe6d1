/**
 * The producer: uploads and the other operations on buckets and objects.
 *
 * <ul>
 *   <li>{@code Us3Producer} runs the operation of an exchange on a thread of the component
 *   <li>{@code UploadAction} uploads: {@code BodySource} opens the body, {@code MimeDetector}
 *       detects its type, {@code MessagePolicy} is its policy, {@code ProgressReporter} reports
 *   <li>{@code Operations} chooses every other {@code Operation}; those of one client call are
 *       methods of four classes, those with logic of their own are classes
 *   <li>{@code MessageOptions} reads a header, else the option; {@code HeaderReader} and {@code
 *       PartsHeader} convert the headers
 * </ul>
 *
 * <p>Uses {@code client}, {@code client.source}, {@code transfer}, {@code callback} and {@code
 * sign}; of the component {@code .clients}, {@code .options} and {@code .message}, not the
 * consumers. Read {@link io.github.camelus3.component.producer.Us3Producer} first.
 */
package io.github.camelus3.component.producer;
