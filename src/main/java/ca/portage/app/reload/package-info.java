/**
 * Takes changed files of a home into use while the service runs: checked whole, then swapped; on
 * any error the old set runs on and says so.
 *
 * <p>Comes in: the files of {@code config/} and {@code routes/}, orders of an operator. Goes out:
 * channels with new steps, a row of the audit, the state that {@code portage status} shows. May
 * import every room below {@code app}.
 */
package ca.portage.app.reload;
