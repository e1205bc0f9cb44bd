package org.ringtape.feeds.vatic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.ringtape.codecs.vatic.VaticDirectory;

/**
 * What the venue said it offers when it was last connected to. Written by the receiver before the session hears that
 * the venue is ready, read by any thread; lists are empty before the first connection.
 */
final class VaticOffer implements VaticDirectory
{
    private final List<String> assets = new CopyOnWriteArrayList<>();
    private final List<String> marketTypes = new CopyOnWriteArrayList<>();
    private final List<String> channels = new CopyOnWriteArrayList<>();

    @Override
    public void onDirectoryStart()
    {
        assets.clear();
        marketTypes.clear();
        channels.clear();
    }

    @Override
    public void onAsset(final byte[] bytes, final int offset, final int length)
    {
        assets.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onMarketType(final byte[] bytes, final int offset, final int length)
    {
        marketTypes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onChannel(final byte[] bytes, final int offset, final int length)
    {
        channels.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    List<String> assets()
    {
        return List.copyOf(assets);
    }

    List<String> marketTypes()
    {
        return List.copyOf(marketTypes);
    }

    List<String> channels()
    {
        return List.copyOf(channels);
    }
}
