/** Put policies, and what US3 sends to the service that they name. */
package io.github.camelus3.callback;
