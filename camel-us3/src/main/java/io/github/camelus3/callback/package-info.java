/** Put policies: what US3 is told to send to the user's own service after an upload. */
package io.github.camelus3.callback;
