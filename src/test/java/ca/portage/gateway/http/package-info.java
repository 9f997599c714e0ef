/** The HTTP client against real TLS servers, good ones and bad ones. */
package ca.portage.gateway.http;
