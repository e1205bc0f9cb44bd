package org.ringtape.feeds.vatic;

import org.ringtape.codecs.vatic.VaticInterval;
import org.ringtape.engine.instrument.StreamDefinition;

/**
 * A subscription of target prices, as the conductor watches it.
 *
 * @param stream     as registered
 * @param asset      symbol in lower case
 * @param interval   of its windows
 * @param assetIndex of the asset in the {@link WindowLog}
 */
record WatchedTarget(StreamDefinition stream, String asset, VaticInterval interval, int assetIndex)
{
}
