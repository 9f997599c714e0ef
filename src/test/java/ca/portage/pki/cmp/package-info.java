/** Tests of the renewal of keys, against a small CA of their own and against openssl. */
package ca.portage.pki.cmp;
