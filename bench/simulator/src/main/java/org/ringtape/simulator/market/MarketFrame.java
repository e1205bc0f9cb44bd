package org.ringtape.simulator.market;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One frame on its way from a market to the connections that subscribed to its stream. Immutable; the arrays belong to
 * the frame.
 */
public final class MarketFrame
{
    public static final long NO_UPDATE_ID = Long.MIN_VALUE;

    private final VenueStream stream;
    private final long lastUpdateId;
    private final byte[] payload;
    private final byte[] enveloped;
    private final String envelopeForm;

    private MarketFrame(
        final VenueStream stream,
        final long lastUpdateId,
        final byte[] payload,
        final byte[] enveloped,
        final String envelopeForm)
    {
        this.stream = stream;
        this.lastUpdateId = lastUpdateId;
        this.payload = payload;
        this.enveloped = enveloped;
        this.envelopeForm = envelopeForm;
    }

    /** The venue's usual envelope: {@code %s} for the name, {@code %d} for the payload. */
    static final String PLAIN_ENVELOPE = "{\"stream\":\"%s\",\"data\":%d}";

    /**
     * @param lastUpdateId {@code u} of a diff, else {@link #NO_UPDATE_ID}
     * @param payload      the raw event
     * @param enveloped    the event in its envelope, byte by byte as recorded; null if there is no such record
     */
    static MarketFrame of(
        final VenueStream stream, final long lastUpdateId, final byte[] payload, final byte[] enveloped)
    {
        return new MarketFrame(stream, lastUpdateId, payload, enveloped, PLAIN_ENVELOPE);
    }

    /** @return a frame that cannot be read, to go out as it is to those who receive a stream. */
    static MarketFrame unreadable(final VenueStream near, final byte[] bytes)
    {
        return new MarketFrame(near, NO_UPDATE_ID, bytes, bytes, "%d");
    }

    /** @return this frame with another text. */
    public MarketFrame rewritten(final byte[] otherPayload, final String otherEnvelopeForm)
    {
        return new MarketFrame(stream, lastUpdateId, otherPayload, null, otherEnvelopeForm);
    }

    public VenueStream stream()
    {
        return stream;
    }

    public long lastUpdateId()
    {
        return lastUpdateId;
    }

    public boolean isDiff()
    {
        return stream.isDiffDepth();
    }

    public byte[] payload()
    {
        return payload;
    }

    public String envelopeForm()
    {
        return envelopeForm;
    }

    /** @return the event in the envelope of the given stream name; the recorded bytes where they fit. */
    public byte[] enveloped(final String name)
    {
        if (enveloped != null && name.equals(stream.name()))
        {
            return enveloped;
        }
        final int payloadAt = envelopeForm.indexOf("%d");
        final ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + envelopeForm.length() + 64);
        out.writeBytes(text(envelopeForm.substring(0, payloadAt), name));
        out.writeBytes(payload);
        out.writeBytes(text(envelopeForm.substring(payloadAt + 2), name));
        return out.toByteArray();
    }

    private static byte[] text(final String form, final String name)
    {
        return form.replace("%s", name).getBytes(StandardCharsets.UTF_8);
    }
}
