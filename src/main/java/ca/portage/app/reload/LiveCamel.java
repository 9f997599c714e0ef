package ca.portage.app.reload;

import ca.portage.app.guard.RouteCare;
import org.apache.camel.CamelContext;

/**
 * The running Camel and who looks after its routes.
 *
 * @param context it
 * @param care told of routes that go
 */
public record LiveCamel(CamelContext context, RouteCare care) {}
