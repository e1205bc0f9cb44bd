package org.ringtape.simulator.market;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Builds an optionMarkPrice frame of a whole chain: the largest frame the venue sends (field table of the spec). */
public final class MarkFrame
{
    private static final VenueStream STREAM = new VenueStream("btcusdt@optionMarkPrice", "");

    private MarkFrame()
    {
    }

    public static MarketFrame of(final int elements)
    {
        final StringJoiner array = new StringJoiner(",", "[", "]");
        for (int i = 0; i < elements; i++)
        {
            final String symbol =
                "BTC-" + (260925 + i / 250) + "-" + (40000 + i % 125 * 500) + (i % 2 == 0 ? "-C" : "-P");
            array.add("{\"s\":\"" + symbol + "\",\"mp\":\"" + (26039 - i * 7 % 26000) + ".124\",\"E\":" +
                (1_790_161_477_974L + i % 2) + ",\"e\":\"markPrice\",\"i\":\"85879.82826087\",\"P\":\"0.000\"," +
                "\"bo\":\"33640.000\",\"ao\":\"21950.000\",\"bq\":\"5.66\",\"aq\":\"34.97\",\"b\":\"-1.0\"," +
                "\"a\":\"0.39400000\",\"hl\":\"42065.000\",\"ll\":\"140.000\",\"vo\":\"0.391\",\"rf\":\"0.0\"," +
                "\"d\":\"0.11111964\",\"t\":\"-164.26702615\",\"g\":\"0.00001245\",\"v\":\"30.63855919\"}");
        }
        return MarketFrame.of(STREAM, MarketFrame.NO_UPDATE_ID,
            array.toString().getBytes(StandardCharsets.UTF_8), null);
    }
}
