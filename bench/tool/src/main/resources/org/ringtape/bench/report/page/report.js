'use strict';
// Draws the charts described by the JSON in the page: onto the page, or as SVG text where the page is for pictures.
(function ()
{
    const root = document.documentElement;
    const LIGHT = {text: '#1b2430', soft: '#57606d', line: '#d5dae1', grid: '#e9ecf0', back: '#ffffff',
        barOurs: ['#82b3ee', '#1f63b5', '#0c3566'], barOthers: ['#c3c8d0', '#828b97', '#545c67'],
        ours: ['#1f63b5', '#12909c', '#5b4bc4', '#0c3566', '#3f8fe0', '#0a6b52'],
        others: ['#c2570c', '#a3235a', '#8a6d00', '#7a3b1d', '#d6455d', '#6b6f76']};
    const DARK = {text: '#e4e8ee', soft: '#a3acb9', line: '#4a5360', grid: '#2a313a', back: '#14181e',
        barOurs: ['#3f78be', '#8fc0ff', '#c9e0ff'], barOthers: ['#4d5561', '#98a1ad', '#c3c8d0'],
        ours: ['#7fb6ff', '#4fd0d8', '#a99cff', '#b9d6ff', '#4b96ee', '#58c9a0'],
        others: ['#ff9a4d', '#ff7fb0', '#e3c341', '#d99a78', '#ff8a98', '#b3b9c2']};
    const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle',
        'emptyDiamond'];

    function digits(value)
    {
        const size = Math.abs(value);
        return size !== 0 && size < 0.01 ? value.toExponential(1) :
            Number(size >= 100 ? value.toFixed(0) : value.toPrecision(3)).toLocaleString('en-US');
    }

    function shown(value, unit)
    {
        if (unit !== 'ns')
        {
            return digits(value);
        }
        const size = Math.abs(value);
        return size < 1e3 ? digits(value) + ' ns' : size < 1e6 ? digits(value / 1e3) + ' µs' :
            size < 1e9 ? digits(value / 1e6) + ' ms' : digits(value / 1e9) + ' s';
    }

    function percentile(x)
    {
        return String(Number((100 - 100 / x).toPrecision(12))) + ' %';
    }

    // Lines that a text takes when broken at so many characters.
    function rows(text, width)
    {
        return text === '' ? 0 : Math.ceil(text.length / width);
    }

    // What a picture must say itself, since the page around it is missing.
    function small(chart)
    {
        return [chart.source, ...chart.cautions.map(caution => 'Machine: ' + caution)].join('\n');
    }

    // Height of the texts over a drawing.
    function below(chart, picture)
    {
        return picture ? 34 + 18 * rows(chart.title, 110) + 14 * small(chart).split('\n').reduce((sum, line) => sum + rows(line, 150), 0) :
            26 + 18 * rows(chart.title, 62);
    }

    function common(chart, colours, picture)
    {
        return {
            animation: false,
            backgroundColor: picture ? colours.back : 'transparent',
            textStyle: {color: colours.text, fontFamily: 'system-ui, sans-serif'},
            title: {text: chart.title, subtext: picture ? small(chart) : '', left: 4, top: 4,
                textStyle: {fontSize: 14, color: colours.text, width: picture ? 840 : 480, overflow: 'break'},
                subtextStyle: {fontSize: 10, lineHeight: 14, color: colours.soft, width: 840, overflow: 'break'}},
            legend: {bottom: 2, type: picture ? 'plain' : 'scroll', textStyle: {color: colours.text}, itemHeight: 9,
                pageTextStyle: {color: colours.text}, pageIconColor: colours.text},
            grid: {left: 12, right: 30, top: below(chart, picture), bottom: 60, containLabel: true}
        };
    }

    function axis(colours, more)
    {
        return Object.assign({axisLabel: {color: colours.soft, hideOverlap: true},
            axisLine: {lineStyle: {color: colours.line}},
            splitLine: {lineStyle: {color: colours.grid}}, nameTextStyle: {color: colours.soft},
            nameLocation: 'middle', nameGap: 28}, more);
    }

    function whiskers(chart, series, index, colours)
    {
        const count = chart.series.length;
        return {
            type: 'custom', name: series.name, silent: true, clip: false, z: 5, tooltip: {show: false},
            data: series.points.map((point, category) => [category, point[0], point[1]])
                .filter(point => point[1] !== null && point[1] !== undefined),
            renderItem: function (params, api)
            {
                const value = api.value(1);
                const error = api.value(2) || 0;
                const place = api.barLayout({count: count, barGap: '15%', barCategoryGap: '28%'})[index];
                const low = api.coord([Math.max(0, value - error), api.value(0)]);
                const high = api.coord([value + error, api.value(0)]);
                const y = low[1] + place.offsetCenter;
                const tip = Math.min(4, place.width / 3);
                const style = {stroke: colours.text, lineWidth: 1.2, fill: 'none'};
                const parts = [{type: 'text', x: high[0] + 6, y: y,
                    style: {text: shown(value, chart.unit), fill: colours.text, fontSize: 11, verticalAlign: 'middle'}}];
                if (error > 0)
                {
                    parts.push({type: 'line', style: style, shape: {x1: low[0], y1: y, x2: high[0], y2: y}});
                    parts.push({type: 'line', style: style,
                        shape: {x1: low[0], y1: y - tip, x2: low[0], y2: y + tip}});
                    parts.push({type: 'line', style: style,
                        shape: {x1: high[0], y1: y - tip, x2: high[0], y2: y + tip}});
                }
                return {type: 'group', children: parts};
            }
        };
    }

    function bars(chart, colours, picture)
    {
        const anyOurs = chart.ours.some(ours => ours);
        const option = common(chart, colours, picture);
        const most = Math.max(0, ...chart.series.flatMap(series =>
            series.points.map(point => (point[0] || 0) + (point[1] || 0))));
        option.grid.right = 74;
        option.xAxis = axis(colours, {type: 'value', min: 0, name: chart.unit === 'ns' ? '' : chart.unit,
            max: range => most > 0 ? Math.max(range.max, most) : 1,
            axisLabel: {color: colours.soft, hideOverlap: true, showMaxLabel: false,
                formatter: value => shown(value, chart.unit)}});
        option.yAxis = axis(colours, {type: 'category', data: chart.categories, inverse: true,
            axisTick: {show: false}, splitLine: {show: false},
            axisLabel: {color: colours.text, fontSize: 12, interval: 0,
                formatter: name => name.length > 34 ? name.slice(0, 33) + '…' : name}});
        option.legend.data = chart.series.map(series => series.name);
        option.tooltip = {trigger: 'axis', axisPointer: {type: 'shadow'},
            valueFormatter: value => value === undefined || value === null ? '–' : shown(value, chart.unit)};
        option.series = chart.series.flatMap((series, index) => [{
            type: 'bar', name: series.name, barGap: '15%', barCategoryGap: '28%',
            itemStyle: {color: (anyOurs ? colours.barOthers : colours.barOurs)[index % 3]},
            data: series.points.map((point, category) => chart.ours[category] ?
                {value: point[0], itemStyle: {color: colours.barOurs[index % 3]}} : point[0])
        }, whiskers(chart, series, index, colours)]);
        return option;
    }

    function errorLines(chart, series, colour)
    {
        return {
            type: 'custom', name: series.name, silent: true, z: 4, tooltip: {show: false},
            data: series.points.filter(point => point.length > 2 && point[2]),
            renderItem: function (params, api)
            {
                const low = chart.logarithmic ? Math.max(api.value(1) / 100, api.value(1) - api.value(2)) :
                    api.value(1) - api.value(2);
                const from = api.coord([api.value(0), low]);
                const to = api.coord([api.value(0), api.value(1) + api.value(2)]);
                return {type: 'line', style: {stroke: colour, lineWidth: 1.2},
                    shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]}};
            }
        };
    }

    function lines(chart, colours, picture)
    {
        const option = common(chart, colours, picture);
        const percentiles = chart.axis === 'PERCENTILE';
        const dense = chart.series.some(series => series.points.length > 30);
        const format = percentiles ? percentile : digits;
        option.grid.bottom = picture ? 60 + 22 * Math.ceil(chart.series.length / 4) : 70;
        option.xAxis = axis(colours, {type: chart.axis === 'LINEAR' ? 'value' : 'log', name: chart.across,
            min: percentiles ? 1 : chart.axis === 'LINEAR' ? 0 : null,
            axisLabel: {color: colours.soft, hideOverlap: true, formatter: format},
            axisPointer: {label: {formatter: pointed => format(pointed.value)}}});
        const time = chart.unit === 'ns';
        option.yAxis = axis(colours, {type: chart.logarithmic ? 'log' : 'value', min: chart.logarithmic ? null : 0,
            name: time ? '' : chart.unit, nameLocation: 'end', nameGap: 8,
            axisLabel: {color: colours.soft, formatter: value => shown(value, chart.unit)}});
        option.tooltip = {trigger: 'axis', axisPointer: {snap: true}, confine: true,
            valueFormatter: value => shown(Array.isArray(value) ? value[1] : value, chart.unit)};
        const used = {ours: 0, others: 0};
        const byBase = {};
        option.series = chart.series.flatMap((series, index) =>
        {
            const kind = series.ours ? 'ours' : 'others';
            const base = series.name.replace(/^(max|p99) |, JDK \d+$/g, '');
            const key = kind + base;
            if (byBase[key] === undefined)
            {
                const turn = used[kind]++;
                byBase[key] = {colour: colours[kind][turn % colours[kind].length],
                    plain: turn < colours[kind].length ? 'solid' : 'dotted',
                    symbol: SYMBOLS[Object.keys(byBase).length % SYMBOLS.length]};
            }
            const look = byBase[key];
            const line = {
                type: 'line', name: series.name, showSymbol: !dense, symbol: look.symbol, symbolSize: 8,
                color: look.colour, connectNulls: false,
                lineStyle: {width: series.ours ? 2.4 : 1.8, type: series.dashed ? 'dashed' : look.plain,
                    color: look.colour},
                itemStyle: {color: look.colour},
                data: series.points.filter(point => point[0] !== null && point[1] !== null)
                    .map(point => [point[0], chart.logarithmic ? Math.max(time ? 1 : 1e-9, point[1]) : point[1]])
            };
            return series.points.some(point => point[2]) ? [line, errorLines(chart, series, look.colour)] : [line];
        });
        option.legend.data = chart.series.map(series => series.name);
        return option;
    }

    function height(chart, picture)
    {
        return chart.kind === 'bars' ? below(chart, picture) + 74 +
            chart.categories.length * Math.max(30, 20 * chart.series.length + 8) :
            below(chart, picture) + (picture ? 340 + 22 * Math.ceil(chart.series.length / 4) : 330);
    }

    function option(chart, colours, picture)
    {
        return (chart.kind === 'bars' ? bars : lines)(chart, colours, picture);
    }

    function pictures(charts)
    {
        for (const chart of charts)
        {
            const drawn = echarts.init(null, null, {renderer: 'svg', ssr: true, width: 880,
                height: height(chart, true)});
            drawn.setOption(option(chart, LIGHT, true));
            let bytes = '';
            new TextEncoder().encode(drawn.renderToSVGString()).forEach(b => bytes += String.fromCharCode(b));
            const text = document.createElement('pre');
            text.dataset.picture = chart.id;
            text.textContent = btoa(bytes);
            document.querySelector('main').append(text);
            drawn.dispose();
        }
        return charts.length;
    }

    function draw(charts)
    {
        const colours = matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;
        let drawn = 0;
        for (const chart of charts)
        {
            const place = document.getElementById('chart-' + chart.id);
            place.style.height = height(chart, false) + 'px';
            const before = echarts.getInstanceByDom(place);
            if (before)
            {
                before.dispose();
            }
            echarts.init(place, null, {renderer: 'svg'}).setOption(option(chart, colours, false));
            drawn += place.querySelector('svg path') === null ? 0 : 1;
        }
        return drawn;
    }

    const problems = [];
    addEventListener('error', event => problems.push(event.message));
    document.addEventListener('securitypolicyviolation', event => problems.push('refused: ' + event.blockedURI));
    const charts = JSON.parse(document.getElementById('charts').textContent).charts;
    try
    {
        const picture = root.dataset.mode === 'pictures';
        root.dataset.drawn = (picture ? pictures : draw)(charts) + ' of ' + charts.length;
        if (!picture)
        {
            matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(charts));
            addEventListener('resize', () => charts.forEach(chart =>
                echarts.getInstanceByDom(document.getElementById('chart-' + chart.id)).resize()));
        }
    }
    catch (problem)
    {
        problems.push(String(problem));
    }
    addEventListener('load', () => root.dataset.problems = problems.join('; '));
}());
