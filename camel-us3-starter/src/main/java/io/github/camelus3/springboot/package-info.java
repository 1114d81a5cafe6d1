/**
 * Spring Boot auto-configuration of the component {@code us3}.
 *
 * <p>Read {@link io.github.camelus3.springboot.Us3ComponentAutoConfiguration} first. {@link
 * io.github.camelus3.springboot.Us3ComponentConfiguration} and the metadata for IDEs are generated
 * from the metadata of the component.
 */
package io.github.camelus3.springboot;
