package org.ringtape.bench.latency.source;

import org.ringtape.bench.latency.Lane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the frames of a series from a seed, each into the lane of its connection, and knows the true books. The same
 * seed gives the same frames.
 */
final class FrameSource
{
    private final VenueMix mix;
    private final BinanceSource futures;
    private final BinanceSource option;
    private final OtherSources others;
    private final FrameText text = new FrameText();

    FrameSource(final VenueMix mix, final long seed)
    {
        this.mix = mix;
        final SplittableRandom random = new SplittableRandom(seed);
        futures = BinanceSource.futures(random.split());
        option = BinanceSource.option(random.split());
        others = new OtherSources(random.split());
    }

    List<Lane> lanes()
    {
        return mix == VenueMix.BINANCE_USDM ? List.of(futures.lane()) :
            List.of(futures.lane(), option.lane(), others.images(), others.trades(), others.marks());
    }

    /** Streams of Binance by the label of their venue. */
    Map<String, List<String>> binanceStreams()
    {
        final Map<String, List<String>> streams = new LinkedHashMap<>();
        if (mix == VenueMix.BINANCE_USDM)
        {
            streams.put(futures.lane().venue().label(), List.of(futures.depthStream()));
        }
        else
        {
            streams.put(futures.lane().venue().label(), futures.streams());
            streams.put(option.lane().venue().label(), option.streams());
        }
        return streams;
    }

    /** Makes the next frame without keeping it; the lane it belongs to. */
    Lane make(final int index)
    {
        if (mix == VenueMix.BINANCE_USDM)
        {
            futures.depth(text, index);
            return futures.lane();
        }
        switch (index % 10)
        {
            case 0:
            case 5:
                futures.depth(text, index);
                return futures.lane();
            case 1:
            case 9:
                futures.ticker(text, index);
                return futures.lane();
            case 4:
                futures.trade(text, index);
                return futures.lane();
            case 2:
                option.depth(text, index);
                return option.lane();
            case 6:
                option.ticker(text, index);
                return option.lane();
            case 7:
                others.image(text, index);
                return others.images();
            case 3:
                others.trade(text, index);
                return others.trades();
            default:
                others.mark(text, index);
                return others.marks();
        }
    }

    /** Makes the next frame and adds it to its lane; how long it is. */
    Lane add(final int index)
    {
        final Lane lane = make(index);
        lane.add(index, text);
        return lane;
    }

    int lastLength()
    {
        return text.length();
    }

    /** The books as the frames so far leave them, as {@link BookRows}, by venue and symbol. */
    Map<String, String> books()
    {
        final Map<String, String> books = new LinkedHashMap<>();
        books.put(futures.bookName(), futures.rows());
        if (mix == VenueMix.MIXED)
        {
            books.put(option.bookName(), option.rows());
            books.put(OtherSources.bookName(), others.rows());
        }
        return books;
    }

    /** REST bodies of the books that start from one, by venue and symbol, as the frames so far leave them. */
    Map<String, String> snapshots()
    {
        final Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put(futures.bookName(), futures.snapshot());
        if (mix == VenueMix.MIXED)
        {
            bodies.put(option.bookName(), option.snapshot());
        }
        return bodies;
    }
}
