/**
 * Deliveries go in, objects of an S3 bucket come out, many deliveries each; open {@link
 * io.fswebhook.plugins.sample.s3.S3ArchiveHandler} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.s3;

import org.jspecify.annotations.NullMarked;
