/** Tests of what the steps share. */
package ca.portage.gateway;
