package org.ringtape.feeds.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a response body up to a limit; a longer one ends the request with an {@link IOException}. */
final class BoundedBody implements BodySubscriber<byte[]>
{
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxLength;
    private Flow.Subscription subscription;

    BoundedBody(final int maxLength)
    {
        this.maxLength = maxLength;
    }

    @Override
    public CompletionStage<byte[]> getBody()
    {
        return body;
    }

    @Override
    public void onSubscribe(final Flow.Subscription newSubscription)
    {
        subscription = newSubscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(final List<ByteBuffer> buffers)
    {
        for (final ByteBuffer buffer : buffers)
        {
            if (bytes.size() + buffer.remaining() > maxLength)
            {
                subscription.cancel();
                body.completeExceptionally(new IOException("body longer than " + maxLength + " bytes"));
                return;
            }
            final byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
    }

    @Override
    public void onError(final Throwable failure)
    {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete()
    {
        body.complete(bytes.toByteArray());
    }
}
