package org.ringtape.codecs.vatic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.ringtape.codecs.sink.SilentSink;
import org.ringtape.codecs.sink.ByteRange;
import org.ringtape.codecs.sink.ControlSink;
import org.ringtape.codecs.sink.InstrumentLookup;
import org.ringtape.codecs.sink.row.DecimalRow;
import org.ringtape.codecs.sink.row.MarkPriceField;
import org.ringtape.codecs.sink.row.PriceTargetRow;

/** Writes down as text all that a decoder of this venue says. */
final class HeardTargets extends SilentSink implements VaticDirectory
{
    /** Symbols that are ours; every other is unknown. */
    static final Map<String, Integer> ASSETS =
        Map.of("btc", 1, "eth", 2, "sol", 3, "xrp", 4, "hype", 5, "doge", 6, "bnb", 7);
    /** Windows as long as their interval says. */
    static final WindowCalendar CALENDAR = new WindowCalendar()
    {
        @Override
        public long startNs(final VaticInterval interval, final long instantNs)
        {
            return instantNs - instantNs % interval.nominalNs();
        }

        @Override
        public long endNs(final VaticInterval interval, final long startNs)
        {
            return startNs + interval.nominalNs();
        }
    };

    final List<String> windows = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    static InstrumentLookup lookup()
    {
        return (frame, offset, length) ->
            ASSETS.getOrDefault(latin(frame, offset, length), InstrumentLookup.UNKNOWN);
    }

    /** A stream is ours if its name has no {@code x} in front. */
    static boolean isWanted(final String stream)
    {
        return !stream.startsWith("x@");
    }

    List<String> take()
    {
        final List<String> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    VaticFrameDecoder newDecoder()
    {
        return newDecoder(true);
    }

    /** With {@code inOrder} false one that reads every frame on the general path. */
    VaticFrameDecoder newDecoder(final boolean inOrder)
    {
        return new VaticFrameDecoder(lookup(), CALENDAR, (asset, offset, length, interval, startNs, status) ->
            windows.add(latin(asset, offset, length) + " " + interval + " " + startNs + " " + status), this, inOrder);
    }

    @Override
    public boolean onStream(final byte[] frame, final int offset, final int length)
    {
        final String name = latin(frame, offset, length);
        said.add("stream " + name);
        return isWanted(name);
    }

    @Override
    public void onEventMalformed(final boolean streamKnown)
    {
        said.add("malformed " + streamKnown);
    }

    @Override
    public void onPriceTarget(final int instrumentId, final PriceTargetRow row)
    {
        said.add("target " + instrumentId + " " + text(row.interval) + "/" + row.intervalNs + " " + row.startNs + "-" +
            row.endNs + " " + row.status + (row.snapshot ? " snapshot " : " live ") +
            number(row.price, row.priceScale, row.inexact) + " source=" + text(row.source) + " error=" +
            text(row.error));
    }

    @Override
    public void onMarkPrice(final int instrumentId, final long venueTimeNs, final DecimalRow decimals)
    {
        final int mark = MarkPriceField.MARK.ordinal();
        said.add("mark " + instrumentId + " " + venueTimeNs + " " +
            number(decimals.mantissa(mark), decimals.scale(mark), decimals.isInexact()));
        for (int i = mark + 1; i < MarkPriceField.values().length; i++)
        {
            if (decimals.mantissa(i) != DecimalRow.ABSENT)
            {
                said.add("unexpected " + MarkPriceField.values()[i]);
            }
        }
    }

    @Override
    public void onReady()
    {
        said.add("ready");
    }

    @Override
    public void onAcknowledged(final long requestId)
    {
        said.add("acknowledged" + (requestId == ControlSink.NO_REQUEST ? "" : " " + requestId));
    }

    @Override
    public void onRefused(
        final long requestId, final long code, final byte[] frame, final int messageOffset, final int messageLength)
    {
        said.add("refused" + (requestId == ControlSink.NO_REQUEST ? "" : " " + requestId) + " " + code + " " +
            latin(frame, messageOffset, messageLength));
    }

    @Override
    public void onDirectoryStart()
    {
        said.add("directory");
    }

    @Override
    public void onAsset(final byte[] bytes, final int offset, final int length)
    {
        said.add("asset " + latin(bytes, offset, length));
    }

    @Override
    public void onMarketType(final byte[] bytes, final int offset, final int length)
    {
        said.add("marketType " + latin(bytes, offset, length));
    }

    @Override
    public void onChannel(final byte[] bytes, final int offset, final int length)
    {
        said.add("channel " + latin(bytes, offset, length));
    }

    static String number(final long mantissa, final int scale, final boolean inexact)
    {
        return mantissa == DecimalRow.ABSENT ? "absent" : mantissa + "e-" + scale + (inexact ? "~" : "");
    }

    private static String text(final ByteRange range)
    {
        return latin(range.bytes(), range.offset(), range.length());
    }

    private static String latin(final byte[] bytes, final int offset, final int length)
    {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
