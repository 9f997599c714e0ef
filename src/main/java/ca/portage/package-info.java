/** The root of Portage: nothing lives here but the rooms below it. */
package ca.portage;
