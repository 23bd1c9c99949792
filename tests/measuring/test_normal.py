"""Φ and Φ⁻¹ in numpy against SciPy."""

import numpy as np
import pytest
from scipy import stats

from mmready.measuring.normal import cdf, density, quantile, rough_quantile


def test_cdf_agrees_with_scipy_over_the_whole_line():
    x = np.linspace(-37.0, 37.0, 100_001)
    exact = stats.norm.cdf(x)
    assert np.abs(cdf(x) - exact).max() < 1e-12
    assert np.abs(cdf(x) / exact - 1.0).max() < 2e-6


@pytest.mark.parametrize("x", [-1e9, -np.inf, 1e9, np.inf])
def test_cdf_is_0_or_1_far_out(x):
    assert cdf(np.array([x]))[0] == pytest.approx(float(x > 0), abs=1e-300)


def test_cdf_keeps_the_shape():
    assert cdf(np.zeros((2, 3, 4))).shape == (2, 3, 4)


def test_density_agrees_with_scipy():
    x = np.linspace(-9.0, 9.0, 1001)
    assert np.allclose(density(x), stats.norm.pdf(x), rtol=1e-13, atol=0)


def test_quantile_inverts_cdf():
    p = np.concatenate([np.logspace(-200, -1, 2000), np.linspace(0.1, 0.9, 2001), 1 - np.logspace(-9, -1, 100)])
    assert np.abs(quantile(p) - stats.norm.ppf(p)).max() < 1e-7


def test_rough_quantile_is_good_to_three_decimals():
    p = np.concatenate([np.logspace(-12, -1, 500), np.linspace(0.1, 0.9, 501), 1 - np.logspace(-9, -1, 100)])
    assert np.abs(rough_quantile(p) - stats.norm.ppf(p)).max() < 5e-4
